# sixlead in a container: docker build -t sixlead . && docker run --rm -v "$PWD:/reports" sixlead review 材料.docx
FROM python:3.12-slim-bookworm AS build
COPY pyproject.toml README.md LICENSE /source/
COPY deploy /source/deploy
COPY service /source/service
COPY prompts /source/prompts
COPY evals /source/evals
RUN /source/deploy/build.sh /opt/sixlead

FROM python:3.12-slim-bookworm
# LibreOffice reads .doc, .wps, .odt and .rtf; the font is for the PDFs that it may be asked to make.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libreoffice-writer-nogui fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 sixlead
COPY --from=build /opt/sixlead/venv /opt/sixlead/venv
ENV PATH=/opt/sixlead/venv/bin:$PATH PYTHONUNBUFFERED=1 LANG=C.UTF-8
USER sixlead
WORKDIR /reports
ENTRYPOINT ["sixlead"]
CMD ["--help"]
