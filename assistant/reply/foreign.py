"""What is said to a question in a language that the model does not read: in that language, then in English."""

from assistant.understanding.text.language import language_name

_HOW = "refdesk --model paraphrase-multilingual-MiniLM-L12-v2"
_IN_ENGLISH = (
    "The question seems to be in {language}, which the desk's model does not read: ask in English, or start the desk "
    "with a multilingual model ({how})."
)
_IN_ITS_OWN = {
    "fr": "La question semble être en français, que le modèle de ce bureau ne lit pas\u00a0: posez-la en anglais, ou "
    "ouvrez le bureau avec un modèle multilingue ({how}).",
    "es": "La pregunta parece estar en español, que el modelo de este mostrador no lee: hágala en inglés, o abra el "
    "mostrador con un modelo multilingüe ({how}).",
    "ar": "يبدو أن السؤال بالعربية، ونموذج هذا المكتب لا يقرؤها: اسأل بالإنجليزية، أو شغّل المكتب بنموذج متعدد اللغات "
    "(\u2068{how}\u2069).",
    "ru": "Похоже, вопрос задан по-русски, а модель этого стола по-русски не читает: спросите по-английски или "
    "запустите стол с многоязычной моделью ({how}).",
}


def foreign_reason(language: str) -> str:
    """Return why a question in the language of this code is not answered: a line in it, where we have one, and English.

    >>> foreign_reason("es").splitlines()[0][:35]
    'La pregunta parece estar en español'
    """
    english = _IN_ENGLISH.format(language=language_name(language), how=_HOW)
    own = _IN_ITS_OWN.get(language)
    return "\n".join([own.format(how=_HOW), english] if own else [english])
