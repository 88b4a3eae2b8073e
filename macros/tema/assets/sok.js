// Search in the handbook. Words are compared without å ä ö and endings, and inside compounds, so that
// "hanteringen" finds "läkemedelshantering". The index is fetched when the dialog first opens.
(() => {
  const dialog = document.getElementById("sok");
  if (!dialog) return;
  const { rot } = window.handbok;
  const [falt, svar, lista] = ["input", ".sok-svar", ".sok-traffar"].map((v) => dialog.querySelector(v));
  const FLEST = 20;
  const vik = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}\u00ad]/gu, "");
  // Points for a word that stands within a compound, begins a word, is a word (with any ending).
  const POANG = { titel: [0, 40, 55, 100], ord: [0, 25, 40, 80], rubrik: [0, 10, 18, 25], text: [0, 2, 5, 8] };
  // Points for a page that the whole question names: by its title, the title's beginning, a search word or a heading;
  // and for one whose title is named within the question.
  const HETER = { titel: 120, borjan: 60, ord: 40, rubrik: 40, inom: 20 };
  // Small words, which say nothing of what is looked for.
  const STOPPORD = new Set((
    "alla allt alltid att av behöver blev bli blir blivit de dem den denna deras dess dessa det detta dig din dina "
    + "ditt du då där ej eller en er era ert ett far finns fick från får fått för ge ger gick gå går gått gör göra ha "
    + "hade han hans har henne hennes hon honom hos hur här i in inte jag ju kan kunde lång långt länge man med men mig "
    + "min mina mitt måste ni nu någon något några när och om oss på sedan sig sin sina ska skall skulle som så sådan "
    + "sådana sådant ta tar till upp ut vad var vara varför varit varje vart vem vi vid vilka vilken vilket vill vår "
    + "våra vårt är"
  ).split(" ").map(vik));
  const ANDELSER =
    "(heterna|arnas|ernas|ornas|heten|heter|ingarna|ingen|ingar|ande|ades|arna|erna|orna|ning|ast|ade|are|ens|ets|ing|"
    + "ad|an|ar|as|at|en|er|es|et|it|na|or|a|e|s)";
  const ANDELSE = new RegExp(`${ANDELSER}$`);
  // m and n are double only before an ending: ström, strömmen.
  const bojning = (s) => new RegExp(` ${s}${/[mn]$/.test(s) ? `${s.at(-1)}?` : ""}${ANDELSER}? `);

  const ordrad = (text) => ` ${vik(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
  // "lex sarah" is found as lexsarah too.
  const hopskrivna = (rad) => rad.trim().split(" ").map((ord, i, alla) => (i ? ` ${alla[i - 1]}${ord}` : "")).join("");
  const namnrad = (text) => `${ordrad(text)}${hopskrivna(ordrad(text)).trim()} `;

  function stam(ord) {
    const kort = ord.replace(ANDELSE, "").replace(/([mn])\1$/, "$1");
    return kort.length > 3 ? kort : ord;
  }

  // What a question or a name says, whatever its endings and small words: "Årshjulet" is årshjul.
  function karna(rad) {
    const alla = rad.trim().split(" ");
    const viktiga = alla.filter((ord) => !STOPPORD.has(ord));
    return (viktiga.length ? viktiga : alla).map(stam).join(" ");
  }
  // "Särskilt boende (SÄBO) – att flytta in" is called all that, särskilt boende, and säbo.
  const namnen = (titel) => [titel, ...titel.split(" – ")[0].split(/[()]/)].filter((t) => t.trim()).map((t) => karna(ordrad(t)));

  // ---- the index -----------------------------------------------------------------------------------------------

  let sidor;
  async function hamta() {
    const hamtat = await fetch(new URL("search/search_index.json", rot));
    if (!hamtat.ok) throw new Error(String(hamtat.status));
    const per = new Map();
    let lasta = 0;
    for (const { location: adress, title, text, tags = [], synonyms = [], weight } of (await hamtat.json()).docs) {
      if (++lasta % 500 === 0) await new Promise((vidare) => setTimeout(vidare)); // typing goes on meanwhile
      const [vag] = adress.split("#");
      const del = {
        adress, titel: title, text: text.replaceAll("\n", " "), namn: namnen(title), rubrikrad: namnrad(title),
        textrad: ordrad([text, ...synonyms].join(" ")),
      };
      if (per.has(vag)) {
        per.get(vag).delar.push(del);
        continue;
      }
      const [lage, mer = ""] = /^(rutiner|processer)\/./.test(adress) ? text.split("\n") : [""];
      per.set(vag, {
        ...del, vikt: weight, delar: [del], lage: lage.startsWith("Gäller ") ? lage : `${lage} ${mer}`.trim(),
        ordrad: ` ${tags.map(namnrad).join(" ")} `, ord: tags.map((t) => karna(ordrad(t))), etiketter: tags.join(" "),
      });
    }
    sidor = [...per.values()];
  }

  // ---- the answer ----------------------------------------------------------------------------------------------

  // Within a compound, after a part of it: läkemedels|hantering, but not an|svarar.
  const inuti = (s) => new RegExp(`[^ ]{3}${s}`);

  function grad(rad, { ord, stam: s, hel, bojt, inne }) {
    if (rad.includes(` ${ord} `)) return 3;
    if (hel) return 0;
    if (rad.includes(` ${s}`)) return bojt.test(rad) ? 3 : 2;
    return s.length > 3 && inne.test(rad) ? 1 : 0;
  }
  // Three letters may be the beginning of a word, but not in running text; and never where they are a word
  // themselves: MAS is not måste.
  const textgrad = (rad, o) => grad(rad, o.ord.length > 3 ? o : { ...o, hel: true });
  const delpoang = (del, o) => POANG.rubrik[grad(del.rubrikrad, o)] + POANG.text[textgrad(del.textrad, o)];
  const arOrd = (ord) => sidor.some((s) => [s.rubrikrad, s.ordrad, ...s.delar.map((d) => d.textrad)].some((r) => r.includes(` ${ord} `)));
  const oftaPoang = (sida, o) => Math.min(7, Math.log2(1 + sida.delar.reduce((n, d) => n + d.textrad.split(` ${o.stam}`).length - 1, 0)));

  function ordpoang(sida, o) {
    const p = Math.max(
      POANG.titel[grad(sida.rubrikrad, o)], POANG.ord[grad(sida.ordrad, o)], ...sida.delar.slice(1).map((d) => delpoang(d, o)),
      POANG.text[textgrad(sida.textrad, o)],
    );
    return p && p + oftaPoang(sida, o);
  }

  function namnpoang(sida, hela) {
    if (sida.namn.includes(hela)) return HETER.titel;
    if (sida.namn.some((n) => n.startsWith(`${hela} `))) return HETER.borjan;
    if (sida.ord.includes(hela)) return HETER.ord;
    if (sida.delar.some((d) => d.namn.includes(hela))) return HETER.rubrik;
    return sida.namn.some((n) => ` ${hela} `.includes(` ${n} `)) ? HETER.inom : 0;
  }

  // ---- a word that is nowhere ----------------------------------------------------------------------------------

  // Whether one letter more, less, other, or changed for the next makes one word the other.
  function enBokstav(a, b) {
    if (a.length > b.length) return enBokstav(b, a);
    if (b.length - a.length > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i += 1;
    if (a.length < b.length) return a.slice(i) === b.slice(i + 1);
    return a.slice(i + 1) === b.slice(i + 1)
      || (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
  }

  // Every word, and what it weighs: one that names pages before one that only stands in them.
  let ordlista;
  function allaOrd() {
    if (ordlista) return ordlista;
    ordlista = new Map();
    const rakna = (rad, vikt) => {
      for (const ord of rad.trim().split(" ")) ordlista.set(ord, (ordlista.get(ord) ?? 0) + vikt);
    };
    for (const s of sidor) {
      rakna(s.rubrikrad, 100);
      rakna(s.ordrad, 50);
      for (const d of s.delar) rakna(d.textrad, 1);
    }
    return ordlista;
  }

  function narmast(ord) {
    const s = stam(ord);
    let bast = null;
    for (const [kand, vikt] of allaOrd()) {
      const nara = kand.length > 3 && (enBokstav(ord, kand) || enBokstav(s, stam(kand)));
      if (nara && vikt > (bast?.vikt ?? 0)) bast = { ord: kand, vikt };
    }
    return bast && [bast.ord];
  }

  // A word by its parts that the handbook has: familjehemsplacering is familjehem and placering, alkoholist is alkohol.
  let perStam;
  function delat(ord) {
    perStam ??= new Map([...allaOrd()].sort(([, a], [, b]) => a - b).map(([kand]) => [stam(kand), kand]));
    for (let i = ord.length - 1; i > 3; i -= 1) {
      const [forst, sist] = [ord.slice(0, i), ord.slice(i)].map((d) => perStam.get(stam(d)));
      if (forst && (i > 4 || sist)) return sist?.length > 3 ? [forst, sist] : [forst];
    }
    return null;
  }

  // The word as it is written in the handbook, with its dots.
  function stavat(ord) {
    for (const s of sidor) {
      for (const text of [...s.delar.map((d) => `${d.titel} ${d.text}`), s.etiketter]) {
        if (vik(text).includes(ord)) {
          const funnet = text.match(/[\p{L}\p{N}]+/gu).find((t) => vik(t) === ord);
          if (funnet) return funnet.toLowerCase();
        }
      }
    }
    return ord;
  }

  function sok(fraga) {
    const hela = ordrad(fraga).trim();
    const skrivna = hela.split(" ").filter(Boolean);
    const viktiga = skrivna.filter((ord) => !STOPPORD.has(ord));
    const bytta = [];
    const slaUpp = (ord) => {
      const o = { ord, stam: stam(ord), hel: ord.length < 4 && arOrd(ord), bojt: bojning(stam(ord)), inne: inuti(stam(ord)) };
      const p = sidor.map((sida) => ordpoang(sida, o));
      // A word says more the fewer pages have it.
      const antal = p.filter(Boolean).length;
      return { ...o, p, tyngd: antal && Math.log2(1 + sidor.length / antal) };
    };
    const orden = (viktiga.length ? viktiga : skrivna).flatMap((skrivet) => {
      const o = slaUpp(skrivet);
      const nya = skrivet.length < 5 || o.tyngd ? null : narmast(skrivet) ?? delat(skrivet);
      if (!nya) return [o];
      bytta.push([skrivet, nya.map(stavat).join("” och ”")]);
      return nya.map(slaUpp);
    });
    const tyngd = orden.reduce((n, o) => n + o.tyngd, 0);
    const namn = orden.map((o) => o.stam).join(" ");
    const alla = sidor.map((sida, i) => {
      const funna = orden.filter((o) => o.p[i]);
      const del = funna.reduce((n, o) => n + o.tyngd, 0) / tyngd;
      const summa = funna.reduce((n, o) => n + o.p[i] * o.tyngd, 0) / tyngd;
      return { sida, funna: funna.length, poang: (summa * del + namnpoang(sida, namn)) * sida.vikt };
    }).filter((t) => t.funna).sort((a, b) => b.poang - a.poang);
    // Pages with all the words, and those that come near the best of them.
    const flest = Math.max(0, ...alla.map((t) => t.funna));
    const traffar = alla.filter((t) => t.funna === flest || t.poang > alla[0].poang / 4).map((t) => t.sida);
    return { orden, traffar, bytta, helt: flest === orden.length };
  }

  // ---- what is shown -------------------------------------------------------------------------------------------

  function el(namn, klass, ...barn) {
    const nytt = document.createElement(namn);
    if (klass) nytt.className = klass;
    nytt.append(...barn);
    return nytt;
  }

  function utdrag(text, orden) {
    const vikt = vik(text);
    const platser = orden.map((o) => [vikt.indexOf(o.stam), o.stam.length]).filter(([p]) => p >= 0);
    if (!platser.length || vikt.length !== text.length) return null;
    const plats = platser[0][0];
    const langd = platser[0][1] + /^\p{L}*/u.exec(text.slice(plats + platser[0][1]))[0].length;
    const fran = plats < 60 ? 0 : text.indexOf(" ", plats - 60) + 1 || plats;
    const till = text.length > plats + 120 ? text.lastIndexOf(" ", plats + 120) : text.length;
    return [fran ? "… " : "", text.slice(fran, plats), el("mark", "", text.slice(plats, plats + langd)),
      text.slice(plats + langd, Math.max(till, plats + langd)), till < text.length ? " …" : ""];
  }

  function borjan(sida) {
    const text = sida.delar.find((d) => d.text)?.text ?? "";
    return text.length > 160 ? `${text.slice(0, text.lastIndexOf(" ", 160))} …` : text;
  }

  function lank(adress, ...barn) {
    const a = el("a", "", ...barn);
    a.href = new URL(adress, rot);
    return a;
  }

  function traff(sida, orden) {
    const rad = el("li", "", lank(sida.adress, sida.titel));
    if (sida.lage) rad.append(el("p", "sok-lage", sida.lage));
    const bast = sida.delar.slice(sida.lage ? 1 : 0)
      .map((d) => [orden.reduce((summa, o) => summa + delpoang(d, o), 0), d])
      .filter(([p]) => p > 0).sort((a, b) => b[0] - a[0])[0]?.[1];
    const bit = bast && utdrag(bast.text, orden);
    if (!bit && !sida.lage) rad.append(el("p", "sok-utdrag", borjan(sida)));
    if (bit) {
      const stycke = el("p", "sok-utdrag");
      if (bast.adress !== sida.adress) stycke.append(lank(bast.adress, bast.titel), ": ");
      stycke.append(...bit);
      rad.append(stycke);
    }
    return rad;
  }

  function visa() {
    const fraga = falt.value.trim();
    lista.replaceChildren();
    if (!fraga) {
      svar.textContent = "Skriv ett eller flera ord.";
      return;
    }
    const { orden, traffar, bytta, helt } = sok(fraga);
    lista.append(...traffar.slice(0, FLEST).map((s) => traff(s, orden)));
    const antal = traffar.length === 1 ? "1 sida" : `${traffar.length} sidor`;
    if (!traffar.length) svar.textContent = `Inget hittades för ”${fraga}”. Prova ett annat ord.`;
    else if (!helt) svar.textContent = `Ingen sida har alla orden. ${antal} har några av dem.`;
    else if (traffar.length > FLEST) svar.textContent = `${antal}. De ${FLEST} bästa visas.`;
    else svar.textContent = antal;
    if (traffar.length) svar.prepend(...bytta.map(([skrivet, ord]) => `”${skrivet}” finns inte. Här är träffar på ”${ord}”. `));
  }

  async function oppna() {
    dialog.showModal();
    falt.select();
    if (!sidor) {
      svar.textContent = "Hämtar …";
      try {
        await hamta();
      } catch {
        svar.textContent = "Sökningen gick inte att hämta. Kontrollera att du har nät, och försök igen.";
        return;
      }
    }
    visa();
  }

  document.querySelector(".knapp-sok").addEventListener("click", oppna);
  dialog.querySelector(".sok-stang").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (h) => {
    if (h.target === dialog || h.target.closest("a")) dialog.close(); // beside the dialog, or on a hit on this page
  });
  falt.addEventListener("input", () => sidor && visa());
  dialog.querySelector("form").addEventListener("submit", (h) => {
    h.preventDefault();
    lista.querySelector("a")?.focus();
  });
  dialog.addEventListener("keydown", (h) => {
    const steg = { ArrowDown: 1, ArrowUp: -1 }[h.key];
    if (!steg) return;
    const stopp = [falt, ...lista.querySelectorAll("li > a")];
    const nasta = stopp[stopp.indexOf(document.activeElement) + steg];
    if (nasta) {
      nasta.focus();
      h.preventDefault();
    }
  });
})();
