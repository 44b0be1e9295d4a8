"""Every error raised on purpose.

ReviewError(message)                 status 500
├─ BadInput 400                      the caller's file, name or setting
│  ├─ UnreadableDocument 415         not a document that we can read
│  ├─ DocumentTooLong 413            over a limit that protects this machine
│  ├─ UnknownName 404                no rubric, check or format of that name
│  └─ BadAnswers 422                 the file of answers can't be used
├─ ModelFailure 503                  a language model could not help
│  ├─ ModelUnreachable 503           no connection, no key, no such model, or no answer in time
│  ├─ AnswerUnusable 502             it answered, and nothing in the answer could be used
│  └─ BudgetSpent 402                the next call would pass --max-cost or --max-tokens
└─ SetupError 500                    this installation is at fault
   ├─ BadPlugin                      a file of a plug-in folder breaks its promise
   ├─ BadRubric                      a rubric's YAML is wrong
   ├─ BadLexicon                     a word list is wrong
   ├─ BadPrompt                      a prompt file is wrong
   └─ MissingPackage                 an optional package is not installed

A message says what, where and what to do. It never holds the author's text.
"""


class ReviewError(Exception):
    """The root: catch this to catch all that sixlead raises on purpose."""

    status = 500
    exit_code = 3

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadInput(ReviewError):
    """What the caller gave can't be used as it is."""

    status = 400
    exit_code = 2


class UnreadableDocument(BadInput):
    """The file is broken, encrypted, empty, or of a kind that we don't read."""

    status = 415
    exit_code = 3


class DocumentTooLong(BadInput):
    """The file is over a limit on bytes, characters, pages or unpacked size."""

    status = 413
    exit_code = 3


class UnknownName(BadInput):
    """A name that stands for nothing; the message lists those that there are."""

    status = 404


class BadAnswers(BadInput):
    """The file of the writer's answers is not of the form that we read."""

    status = 422


class ModelFailure(ReviewError):
    """A model was needed and could not be used."""

    status = 503
    exit_code = 4


class ModelUnreachable(ModelFailure):
    """No model of those named could be reached: the message tells which, why, and what to do."""


class AnswerUnusable(ModelFailure):
    """The model answered, and nothing in its answer passed the parser."""

    status = 502


class BudgetSpent(ModelFailure):
    """The next call could pass the budget, so it was not made."""

    status = 402


class SetupError(ReviewError):
    """This installation is wrong; its keeper must mend it, not the writer."""


class BadPlugin(SetupError):
    """A file in a plug-in folder does not keep the folder's promise."""


class BadRubric(SetupError):
    """A rubric file can't be read or contradicts itself."""


class BadLexicon(SetupError):
    """A word list can't be read."""


class BadPrompt(SetupError):
    """A prompt file can't be read, or its inputs are not those that it declares."""


class MissingPackage(SetupError):
    """An optional package is needed; the message holds the install command."""
