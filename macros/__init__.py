"""What authors may call in Markdown. The functions are handbok.makron; this binds them to mkdocs-macros.

Rendering does not use Jinja: the plugin puts `macros.miljo.Makromiljo` in the place of the
macros plugin's environment, so a page's text is only ever read as calls with literal arguments.
"""

from typing import Any

from handbok.makron import MAKRON


def define_env(env: Any) -> None:
    """Registers the macros' names with mkdocs-macros."""
    for makro in MAKRON:
        env.macro(makro)
