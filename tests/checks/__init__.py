"""One YAML file of passages for each check, run by `test_cases.py`."""
