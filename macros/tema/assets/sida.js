// The page's buttons: menu, sections of the menu, light and dark, and wide tables that can be scrolled by keyboard.
(() => {
  for (const knapp of document.querySelectorAll("[data-oppnar]")) {
    const ruta = document.getElementById(knapp.dataset.oppnar);
    const visa = () => knapp.setAttribute("aria-expanded", String(ruta.checked));
    knapp.addEventListener("click", () => ruta.click());
    ruta.addEventListener("change", visa);
    visa();
  }

  // On a narrow screen the menu lies over the page: focus goes into it, and leaving it closes it.
  const lada = document.getElementById("__drawer");
  const meny = document.querySelector(".md-sidebar--primary");
  const menyknapp = document.querySelector(".knapp-meny");
  if (meny && menyknapp) {
    lada.addEventListener("change", () => {
      if (lada.checked) meny.querySelector("a, button").focus();
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
