"""The same examples in every run, and no time limit on slow machines: `make test` must not depend on luck."""

from hypothesis import settings

settings.register_profile("handbok", deadline=None, derandomize=True)
settings.load_profile("handbok")
