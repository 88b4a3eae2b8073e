// Runs before anything is shown: light or dark, as chosen here or else as the device says.
(() => {
  const rot = new URL("..", document.currentScript.src);
  const nyckel = `handbok.tema ${rot.pathname}`;
  const enheten = matchMedia("(prefers-color-scheme: dark)");
  const teman = { true: "slate", false: "default" };

  function valt() {
    try { return localStorage.getItem(nyckel); } catch { return null; } // storage may be forbidden
  }
  function visa() {
    document.body.dataset.mdColorScheme = valt() ?? teman[enheten.matches];
  }
  function byt() {
    const nytt = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
    try {
      // What the device says needs no remembering: then the page follows the device again.
      if (nytt === teman[enheten.matches]) localStorage.removeItem(nyckel);
      else localStorage.setItem(nyckel, nytt);
    } catch { /* the choice holds for this page */ }
    document.body.dataset.mdColorScheme = nytt;
  }

  document.documentElement.classList.replace("no-js", "js");
  enheten.addEventListener("change", visa);
  visa();
  window.handbok = { rot, byt };

  // Material's own script expects these four, which it writes inline in every page.
  window.__md_scope = rot;
  window.__md_hash = (text) => [...text].reduce((h, t) => (h << 5) - h + t.charCodeAt(0), 0);
  window.__md_get = (namn, lager = localStorage, omfang = rot) => JSON.parse(lager.getItem(`${omfang.pathname}.${namn}`));
  window.__md_set = (namn, varde, lager = localStorage, omfang = rot) => {
    try { lager.setItem(`${omfang.pathname}.${namn}`, JSON.stringify(varde)); } catch { /* storage may be forbidden */ }
  };
})();
