"""Opens a chat model of LangChain by its names, without retries of its own, and tells where its questions go."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from service.errors import MissingPackage, ModelUnreachable, UnknownName
from service.llm.address import is_local

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Set at opening where the integration knows the field, so that its own checks see it: some models refuse a temperature.
_WISHES: dict[str, object] = {"max_retries": 0, "temperature": 0.0}
# Where integrations keep the base URL, the client's own before the setting's.
_ADDRESSES = (
    "root_client.base_url",
    "base_url",
    "openai_api_base",
    "azure_endpoint",
    "anthropic_api_url",
    "api_base",
    "endpoint",
    "endpoint_url",
)


def open_chat(vendor: str, model: str, url: str | None = None) -> BaseChatModel:
    """The model `model` of the integration `vendor`, at `url` where one is given.

    Raises UnknownName for a vendor that LangChain doesn't know, MissingPackage where its package is not installed,
    and ModelUnreachable where it can't be opened, for want of a key for instance.
    """
    who = f"langchain:{vendor}:{model}"
    try:
        from langchain.chat_models import init_chat_model

        opened = cast("Callable[..., BaseChatModel]", init_chat_model)
        settings: dict[str, object] = {"model_provider": vendor, **({"base_url": url} if url else {})}
        fields = type(opened(model, **settings)).model_fields
        return opened(model, **settings, **{name: value for name, value in _WISHES.items() if name in fields})
    except ImportError as error:
        package = re.search(r"pip install ([\w.-]+)", str(error))
        raise MissingPackage(
            f"{who} 缺少软件包：请运行 pip install {package[1] if package else 'langchain'}。"
        ) from None
    except ValueError as error:
        if known := re.search(r"supported model providers are: (.+)", str(error), re.IGNORECASE):
            raise UnknownName(f"LangChain 没有供应方“{vendor}”。有：{known[1]}。") from None
        raise _unopened(who, error) from None
    except Exception as error:
        raise _unopened(who, error) from None


def _unopened(who: str, error: Exception) -> ModelUnreachable:
    advice = "请核对模型名，并按该供应方的说明设置密钥等环境变量。"
    return ModelUnreachable(f"{who} 打不开（{type(error).__name__}）。{advice}")


def address_of(chat: BaseChatModel, vendor: str) -> str | None:
    """The base URL that questions go to; "langchain:VENDOR", which counts as remote, where the model doesn't tell.

    That also where a proxy stands between us and an address of this machine. None for LangChain's own fakes only.
    """
    if type(chat).__module__.startswith("langchain_core."):
        return None
    told = (str(_reach(chat, path) or "").rstrip("/") for path in _ADDRESSES)
    url = next((url for url in told if url.startswith(("http://", "https://"))), None)
    if url is None or (is_local(url) and _goes_by_proxy(url)):
        return f"langchain:{vendor}"
    return url


def _reach(value: object, path: str) -> object:
    """What attributes lead to, None where one is missing."""
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def _goes_by_proxy(url: str) -> bool:
    parts = urlsplit(url)
    return bool(getproxies().keys() & {parts.scheme, "all"}) and not proxy_bypass(parts.hostname or "")
