// The page's buttons: menu, light and dark, and wide tables that can be scrolled by keyboard.
(() => {
  // On a narrow screen the menu lies over the page: focus goes into it, and leaving it closes it.
  const lada = document.getElementById("__drawer");
  const meny = document.querySelector(".md-sidebar--primary");
  const menyknapp = document.querySelector(".knapp-meny");
  if (meny && menyknapp) {
    menyknapp.addEventListener("click", () => lada.click());
    lada.addEventListener("change", () => {
      menyknapp.setAttribute("aria-expanded", String(lada.checked));
      if (lada.checked) (meny.querySelector("[aria-current]") ?? meny.querySelector("a, summary")).focus();
    });
    // The way back leads to the page, not to the menu over it.
    meny.addEventListener("click", (h) => {
      if (lada.checked && h.target.closest("a")) lada.click();
    });
    meny.addEventListener("focusout", (h) => {
      if (lada.checked && h.relatedTarget && !meny.contains(h.relatedTarget)) lada.click();
    });
    meny.addEventListener("keydown", (h) => {
      if (h.key !== "Escape" || !lada.checked) return;
      lada.click();
      menyknapp.focus();
    });
  }

  const tema = document.querySelector(".knapp-tema");
  const visaTema = () => tema.setAttribute("aria-pressed", String(document.body.dataset.mdColorScheme === "slate"));
  new MutationObserver(visaTema).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  tema.addEventListener("click", window.handbok.byt);
  visaTema();

  // A table or map that fits needs no stop for the Tab key. What is in the box may change its width too.
  const RULLAR = ".tabellruta, .kartruta";
  const matt = new ResizeObserver((poster) => {
    for (const ruta of new Set(poster.map(({ target }) => target.closest(RULLAR)))) {
      if (ruta.scrollWidth > ruta.clientWidth) ruta.tabIndex = 0;
      else ruta.removeAttribute("tabindex");
    }
  });
  for (const ruta of document.querySelectorAll(RULLAR)) [ruta, ...ruta.children].forEach((del) => matt.observe(del));

  // Browsers leave a step of a map half out of its box when it gets focus.
  document.querySelectorAll(".kartruta").forEach((ruta) =>
    ruta.addEventListener("focusin", (h) => {
      if (h.target !== ruta) h.target.scrollIntoView({ block: "nearest", inline: "nearest" });
    }),
  );
})();
