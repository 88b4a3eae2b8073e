"""How long maps take to draw: `python -m tests.prestanda.kartor` prints seconds of CPU as JSON.

Sixty processes of 25 activities in eight lanes, with a choice at every fourth, skips and loops.
"""

import json
import time

from handbok.bilder.karta import rita
from handbok.modell import Aktivitet, Processbeskrivning, Steg

PROCESSER, AKTIVITETER, ROLLER = 60, 25, 8
NAMN = ("Utreda behovet", "Besluta", "Rapportera händelsen eller ta emot klagomålet", "Följa upp insatsen")


def process(nr: int) -> Processbeskrivning:
    """The same every time; each has its own order of roles and ways."""
    aktiviteter = []
    for i in range(AKTIVITETER):
        mal = (i + 1, i + 2 + nr % 5, (i * 3 + nr) % AKTIVITETER)
        sedan = (
            tuple(Steg(f"a{min(m, AKTIVITETER - 1)}", "Personen behöver mer stöd") for m in mal) if i % 4 == 1 else ()
        )
        roll, samverkan = f"roll-{(i * (nr + 3)) % ROLLER}", ("region", "skola") if i % 5 == 0 else ()
        aktiviteter.append(Aktivitet(f"a{i}", NAMN[(i + nr) % 4], roll, (), None, sedan, samverkan, None))
    return Processbeskrivning(None, None, None, None, None, tuple(aktiviteter))


def main() -> None:
    """Draws all of them."""
    processer = [process(nr) for nr in range(PROCESSER)]
    start = time.process_time()
    for p in processer:
        rita(p, "Process", str.title, lambda a: f"#steg-{a.id}", lambda _: None)
    print(json.dumps(time.process_time() - start))


if __name__ == "__main__":
    main()
