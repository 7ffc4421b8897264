"""Organisation numbers: ten digits, the last of which checks the others."""

from __future__ import annotations


def check_digit_holds(number: str) -> bool:
    """Whether the last digit of ``212000-2007`` fits the nine before it.

    Modulus 10 (Luhn, ISO/IEC 7812-1 annex B): every other digit counts double, from the first,
    and the sum of the digits of the products is a multiple of ten. Bolagsverket and Skatteverket
    number by it.
    """
    digits = [int(sign) for sign in number if sign.isdigit()]
    products = (digit * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(sum(divmod(product, 10)) for product in products) % 10 == 0
