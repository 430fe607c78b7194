"""One spelling for what people say: small letters, no contractions, no fillers, numbers as words, mishearings mended.

What is promised: the same words always give the same text, and putting a normal text through again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS: Mapping[str, int] = {word: value for value, word in enumerate(_ONES)} | {
    word: value * 10 for value, word in enumerate(_TENS) if value > 1
}
"""Number words that stand alone, by their value."""

_WHOLE: Mapping[str, str] = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not", "ain't": "is not",
    "cant": "can not", "wont": "will not", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "wasnt": "was not", "arent": "are not", "havent": "have not", "hasnt": "has not",
    "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not", "aint": "is not", "im": "i am",
    "ive": "i have", "youre": "you are", "thats": "that is", "whats": "what is", "hows": "how is", "wheres": "where is",
    "theres": "there is", "lets": "let us", "let's": "let us", "gonna": "going to", "wanna": "want to",
    "gotta": "got to", "gimme": "give me", "lemme": "let me", "dunno": "do not know", "kinda": "kind of",
    "cos": "because", "cuz": "because", "coz": "because", "'cause": "because", "cause": "because", "y'know": "",
    "anymore": "any more", "alright": "all right", "ok": "okay", "okey": "okay", "meself": "myself", "innit": "",
    "summat": "something", "owt": "anything", "nowt": "nothing", "wee-wee": "wee", "mum's": "mum is", "yer": "your",
    "'em": "them", "o'": "of", "dont't": "do not", "tryna": "trying to", "outta": "out of", "sorta": "sort of",
    "pls": "please", "thx": "thanks", "u": "you", "ur": "your", "til": "till", "until": "till", "ya": "you",
    "goin": "going", "doin": "doing", "feelin": "feeling", "y'all": "you", "nothin": "nothing", "somethin": "something",
}  # fmt: skip
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"),
    ("'s", " is"),
)  # fmt: skip
_FILLERS = frozenset(
    [
        "um",
        "umm",
        "uh",
        "uhh",
        "uhm",
        "er",
        "erm",
        "eh?",
        "ah",
        "hmm",
        "hm",
        "mm",
        "ooh",
        "oh",
        "y'know",
        "like?",
        "well?",
        "so?",
        "alexa",
    ]
)
_SPELLINGS: Mapping[str, str] = {
    "colour": "color", "tumour": "tumor", "anaesthesia": "anesthesia", "oedema": "edema", "diarrhoea": "diarrhea",
    "labour": "labor", "grey": "gray", "paralysed": "paralyzed", "centre": "center", "pyjamas": "pajamas",
    "tonne": "ton", "favourite": "favorite", "programme": "program", "mummy": "mum", "mom": "mum", "mommy": "mum",
    "tummies": "tummy", "realise": "realize", "realising": "realizing", "colouring": "coloring", "meter": "metre",
    "e.r": "er", "nsaid": "ibuprofen", "nsaids": "ibuprofen", "xray": "x ray", "x-ray": "x ray", "gp's": "gp",
}  # fmt: skip
_HEARD: tuple[tuple[str, str], ...] = (
    (r"\b(bag|bak|bach|pack|beck) (spasm|pain|ache|stretch|hurts|exercise)", r"back \2"),
    (r"\bback (spas|spasem|spazm|spasim|plasm|prism|chasm|spam)\b", "back spasm"),
    (r"\b(need|knees?|me|neat|nee|kne|niece?) (to|two|too|into) (chest|jest|test|chess|chased)\b", "knee to chest"),
    (r"\b(sigh|psy|sy|size?|side) ?(attica|atica|attic|attack a|at a car)\b", "sciatica"),
    (r"\b(cat|cats|kat) (and )?(cow|cows|kau|car|couch|how)\b", "cat and cow"),
    (r"\b(pelvis|pelvic|pelvik|elvis|public) (tilt|tilts|till|kilt|tills)\b", "pelvic tilt"),
    (r"\b(figure|finger|figger) (for|four|fore|floor|of four)\b", "figure four"),
    (r"\b(diagram|diaphragm|diaphram|dire frame|die a fram)\b", "diaphragm"),
    (r"\b(peri ?form is|piriform is|piri ?formis|pear a form is|perry formis)\b", "piriformis"),
    (r"\b(ham ?string|ham strings|hamstrings|hand string)\b", "hamstring"),
    (r"\b(eyes|i se|ice it|icing) (pack|back|bag)\b", "ice pack"),
    (r"\b(i ?b ?u ?profen|eye ?b ?profen|i be profane|ibuprofin|ibuprophen)\b", "ibuprofen"),
    (r"\b(para ?see ?ta ?mall?|parasitic ?a?mole?|paracetomol|pair of seat a mole)\b", "paracetamol"),
    (r"\b(nom|num|none|nun|nom) (legs?|foot|feet|toes|bum|between|down there)\b", r"numb \2"),
    (r"\b(jess|jest|chess|just) (pain|pains|tightness)\b", r"chest \2"),
    (r"\b(an your ism|anyur?ism|aneurism|and your is em|an u rism)\b", "aneurysm"),
    (r"\b(heart a ?(tack|tak|tech)|hard attack|heartache attack)\b", "heart attack"),
    (r"\b(osteo ?porous is|osteo ?porosis|austere porosis)\b", "osteoporosis"),
    (r"\bre peat\b", "repeat"), (r"\b(paws|pores|porz) (it|that|this|please)\b", r"pause \2"),
    (r"\bresu me\b", "resume"), (r"\bun pause\b", "unpause"), (r"\bnon ?stop\b", "nonstop"),
)  # fmt: skip
_RULES = tuple((re.compile(found), put) for found, put in _HEARD)
_WORDS = re.compile(r"[a-z0-9']+(?:[.:][0-9]+)?")


def number(value: int) -> str:
    """A whole number from 0 to 9999 in words, as people say it."""
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f" {_ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{_ONES[value // 100]} hundred" + (f" {number(value % 100)}" if value % 100 else "")
    return f"{number(value // 1000)} thousand" + (f" {number(value % 1000)}" if value % 1000 else "")


def normal(text: str) -> str:
    """What was said in the one spelling the matcher knows; text without any word gives an empty text."""
    lowered = text.lower().replace("\u2019", "'").replace("\u2018", "'").replace("\u00e9", "e")
    words: list[str] = []
    for found in _WORDS.findall(lowered):
        words += _word(found).split()
    joined = " ".join(words)
    for pattern, put in _RULES:
        joined = pattern.sub(put, joined)
    return joined


def _word(found: str) -> str:
    word = found.strip("'") if found not in _WHOLE else found
    if word in _FILLERS or not word:
        return ""
    if word in _WHOLE:
        return _WHOLE[word]
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    if word.isdecimal():
        return number(int(word)) if len(word) < 5 else word
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)] + put
    if word.endswith("in'"):
        return word[:-1] + "g"
    return word.replace("'", "")
