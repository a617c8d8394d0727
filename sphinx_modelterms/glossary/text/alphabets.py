"""Letters that a language sorts elsewhere than Unicode does (tailorings of CLDR).

Made by ``python -m tests.alphabets`` from the Unicode Common Locale Data Repository
(https://cldr.unicode.org/), as far as its rules concern letters that words begin with. For each
language: a letter followed by those that sort right after it, or preceded by them if ``<`` is
between; letters that sort alike are separated by a slash, and the first of them is their index
heading.
"""

from __future__ import annotations

ALPHABETS = {
    "ar": "ا/ء/ؤ/ئ آ, ب پ, ت/ة, ج چ, ز ژ, ش ڜ, ف ڢ ڤ ڥ ٯ, ق ڧ ڨ, ك ک گ, ي/ى/ی",
    "az": "c ç, e ə, g ğ, h x ı, k q, o ö, s ş, u ü, z w",
    "be": "е ё, з і, й, у ў",
    "bg": "и й, ь ѣ",
    "bn": "ঋ ৠ, ঌ ৡ, ত ৎ, র ৰ, ল ৱ",
    "bs": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "cs": "c č, h ch, r ř, s š, z ž",
    "cy": "c ch, d dd, f ff, g ng, l ll, p ph, r rh, t th",
    "da": "y/ü, z æ/ä ø/ö/ǿ å",
    "eo": "c ĉ, g ĝ, h ĥ, j ĵ, s ŝ, u ŭ",
    "es": "n ñ",
    "et": "s š z ž, w õ ä ö ü",
    "eu": "n ñ",
    "fa": "آ ا < ء/أ/ؤ/إ/ئ, ب پ, ج چ, ز ژ, ق ک/ك گ, ن و, ه/ة, ی/ى/ي",
    "fi": "g/ǥ, n/ŋ, t/ŧ, y/ü, z/ǯ/ʒ å ä/æ ö/ø",
    "gl": "n ñ",
    "hi": "ॐ < अ",
    "hr": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö/ő, s sz, t ty, u ü/ű, z zs",
    "is": "a á, d ð, e é, i í, o ó, u ú, y ý þ æ ö",
    "kk": "а ә, г ғ, е ё, и й, к қ, н ң, о ө, у ұ ү, х һ, ы і",
    "lt": "c č, i/y, s š, z ž",
    "lv": "c č, g ģ, i/y, k ķ, l ļ, n ņ, r ŗ, s š, z ž",
    "mk": "д ѓ, з ѕ, и ј, л љ, н њ, т ќ, ч џ",
    "mt": "ċ, f ġ, g għ, h ħ, x ż",
    "nb": "y/ü, z æ/ä ø/ö å",
    "ne": "ॐ < अ",
    "nn": "y/ü, z æ/ä ø/ö å",
    "no": "y/ü, z æ/ä ø/ö å",
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș/ş, t ț/ţ",
    "ru": "и й",
    "si": "ඣ ඥ",
    "sk": "a ä, c č, h ch, o ô, r ř, s š, z ž",
    "sl": "c č ć, d đ, s š, z ž",
    "sq": "c ç, d dh, e ë, g gj, l ll, n nj, r rr, s sh, t th, x xh, z zh",
    "sr": "д ђ, и ј, л љ, н њ, т ћ, ч џ",
    "sv": "y/ü, z å ä/æ ö/ø",
    "ta": "ஓ ஃ, ல வ ழ, ள ற ன ஜ",
    "te": "ఋ ౠ, ఌ ౡ, హ ళ",
    "tr": "c ç, g ğ, h ı, o ö, s ş, u ü",
    "uk": "г ґ, е є, и і ї й",
    "ur": "ا آ, ب پ, ت ٹ, ج چ, د ڈ, ر ڑ, ز ژ, ق ک گ, ن ں, و ہ/ۂ, ۃ ء, ی/ئ, ے ٻ ة ٺ ټ ٽ ه ي",
    "vi": "a ă â, d đ, e ê, o ô ơ, u ư",
}
