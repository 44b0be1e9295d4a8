"""The only way to a language model: asked once, paid once, parsed with a receipt, never believed unchecked."""
