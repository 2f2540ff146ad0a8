"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id at OWASP's figures: a guess costs 19 MiB, where Django's 100 MiB would let eight tries at once fill the server.

    Passwords kept with other figures still open, and are kept anew when they do.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
