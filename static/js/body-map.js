/* The picture on which one marks places. The ticked boxes of the list are the only memory: a tap on the picture ticks a
   box, and a tick in the list paints the picture, so both ways can be used in turn. */
(() => {
  "use strict";
  const NEAR = 12; // pixels: a tap this close to a place means that place
  const FACES = ["front", "back", "right", "left"];

  const map = document.querySelector("[data-body-map]");
  if (!map) return;
  const { parts, zones } = JSON.parse(document.getElementById("map-data").textContent);
  const boxes = new Map([...document.querySelectorAll(".places input[type=checkbox]")].map((box) => [box.value, box]));
  const marks = document.querySelector("[data-marks]");
  const picture = map.querySelector(".map-picture");
  const views = new Map(); // by name: the promise of its drawing
  const now = { face: "front", part: "", isLarge: false, worst: "", lit: "" };

  const wordsOf = (place) => {
    const [zone, side] = place.split(":");
    return side ? `${zones[zone][0]}, ${side} side` : zones[zone][0];
  };
  const partOf = (place) => {
    const [zone, side] = place.split(":");
    const [, part, hasSides] = zones[zone];
    return hasSides ? `${part}:${side}` : part;
  };
  const facesOf = (part) => (part ? Object.keys(parts[part].faces) : FACES);
  const marked = () => [...boxes.values()].filter((box) => box.checked).map((box) => box.value);

  /* Drawing */
  function drawing(name) {
    if (!views.has(name)) {
      views.set(name, fetch(map.dataset.view.replace("VIEW", name)).then(async (answer) => {
        if (!answer.ok) throw new Error(answer.status);
        const svg = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
        svg.dataset.whole = svg.getAttribute("viewBox");
        return document.importNode(svg, true);
      }));
      views.get(name).catch(() => views.delete(name));
    }
    return views.get(name);
  }

  async function show() {
    if (!facesOf(now.part).includes(now.face)) now.face = facesOf(now.part)[0];
    const asked = `${now.part} ${now.face}`;
    picture.classList.add("is-waiting"); // a tap now would mean the picture that is going
    const [name, box] = now.part ? parts[now.part].faces[now.face] : [now.face, ""];
    let svg;
    try {
      svg = await drawing(name);
    } catch {
      map.hidden = true; // the list below does all of it
      return;
    }
    if (asked !== `${now.part} ${now.face}`) return; // turned again meanwhile
    svg.setAttribute("viewBox", box || svg.dataset.whole);
    picture.replaceChildren(svg);
    picture.classList.remove("is-waiting");
    map.hidden = false;
    map.parentElement.classList.add("has-map");
    nameSides(svg.dataset.right);
    setButtons(name);
    setSize();
    paint();
  }

  function nameSides(right) {
    const [first, second] = map.querySelectorAll(".map-side");
    const isBoth = right && !now.part.includes(":");
    first.textContent = isBoth ? `your ${right === "left" ? "right" : "left"}` : "";
    second.textContent = isBoth ? `your ${right}` : "";
    say(now.part ? `${parts[now.part].words}. Tap where it hurts.` : "Tap the part that hurts. It gets larger.");
    picture.classList.toggle("is-part", Boolean(now.part));
  }

  function setButtons(name) {
    for (const button of map.querySelectorAll("[data-face]")) {
      button.classList.toggle("is-on", button.dataset.face === now.face);
      button.hidden = !facesOf(now.part).includes(button.dataset.face);
    }
    map.querySelector("[data-tool=whole]").hidden = !now.part;
    map.querySelector("[data-tool=larger]").hidden = !now.part;
    map.querySelector("[data-tool=mouth]").hidden = name !== "head-front";
  }

  function setSize() {
    map.querySelector("[data-tool=larger]").textContent = now.isLarge ? "Smaller" : "Larger";
    picture.classList.toggle("is-large", now.isLarge);
    picture.scrollTo((picture.scrollWidth - picture.clientWidth) / 2, (picture.scrollHeight - picture.clientHeight) / 2);
  }

  function paint() {
    for (const shape of picture.querySelectorAll(".zone")) {
      const box = boxes.get(shape.dataset.place);
      shape.classList.toggle("is-marked", Boolean(box && box.checked));
      shape.classList.toggle("is-lit", shape.dataset.place === now.lit);
    }
  }

  /* Taps */
  function placeAt(x, y) {
    for (let far = 0; far <= NEAR; far += 3) {
      for (let turn = 0; turn < (far ? 16 : 1); turn += 1) {
        const angle = (turn * Math.PI) / 8;
        const found = document.elementFromPoint(x + far * Math.cos(angle), y + far * Math.sin(angle));
        if (found && picture.contains(found) && found.dataset.place) return found.dataset.place;
      }
    }
    return "";
  }

  function tap(event) {
    const place = placeAt(event.clientX, event.clientY);
    if (!place || picture.classList.contains("is-waiting")) return;
    if (!now.part) {
      go(partOf(place));
      return;
    }
    boxes.get(place).click();
    say(`${wordsOf(place)}: ${boxes.get(place).checked ? "marked" : "not marked any more"}.`);
  }

  function say(words) {
    map.querySelector(".map-say").textContent = words;
  }

  function go(part, face = now.face) {
    Object.assign(now, { part, face, isLarge: false });
    show();
  }

  const TOOLS = {
    whole: () => go(""),
    mouth: () => go("mouth", "front"),
    larger: () => {
      now.isLarge = !now.isLarge;
      setSize();
    },
  };

  /* Marks in words */
  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function chip(place, asksWorst) {
    const words = wordsOf(place);
    const [zone] = place.split(":");
    const { read } = marks.dataset;
    const name = read ? element("a", { href: read.replace("PLACE", zone), textContent: words }) : element("span", { textContent: words });
    const item = element("li", { className: "chip" }, name);
    if (asksWorst) {
      const choice = element("input", { type: "radio", name: "worst", value: place, checked: now.worst === place });
      choice.addEventListener("change", () => { now.worst = place; });
      item.append(element("label", { className: "chip-worst" }, choice, "worst", element("span", { className: "unseen", textContent: `: ${words}` })));
    }
    const remove = element("button", { type: "button", className: "chip-remove" }, element("span", { ariaHidden: "true", textContent: "×" }), element("span", { className: "unseen", textContent: `Remove ${words}` }));
    remove.addEventListener("click", () => {
      boxes.get(place).click();
      (marks.querySelector(".chip-remove") || marks.querySelector("h2")).focus();
    });
    item.append(remove);
    return item;
  }

  function list() {
    const places = marked();
    marks.querySelector("ul").replaceChildren(...places.map((place) => chip(place, "worst" in marks.dataset && places.length > 1)));
    marks.querySelector(".marks-none").hidden = places.length > 0;
    marks.querySelector("[role=status]").textContent = `${places.length} marked`;
  }

  function ticked() {
    list();
    paint();
  }

  /* A box that has the focus lights its place, and turns the figure if it must. */
  function light(place) {
    now.lit = place;
    if (!picture.querySelector(`[data-place="${place}"]`)) {
      const part = partOf(place);
      const [zone] = place.split(":");
      const face = FACES.find((side) => zones[zone][3].includes(side));
      if (face) go("", face);
      else go(part, facesOf(part).find((side) => zones[zone][3].includes(parts[part].faces[side][0])));
    }
    paint();
  }

  /* Typing narrows the list. */
  function addFilter() {
    const input = element("input", { type: "search", id: "places-filter", autocomplete: "off" });
    const nothing = element("p", { className: "hint", textContent: "No place with these words.", hidden: true });
    const label = element("label", { htmlFor: input.id, textContent: "Find a place in the list" });
    const rows = [...document.querySelectorAll(".place-row")].map((row) => [row, row.querySelector(".place-name").textContent.toLowerCase()]);
    const regions = [...document.querySelectorAll("details.region")];
    const opened = new Set(regions.filter((region) => region.open));
    input.addEventListener("input", () => {
      const phrase = input.value.toLowerCase().trim();
      const words = rows.some(([, text]) => text.includes(phrase)) ? [phrase] : phrase.split(/\s+/);
      for (const [row, text] of rows) row.hidden = !words.every((word) => text.includes(word));
      for (const region of regions) {
        region.hidden = !region.querySelector(".place-row:not([hidden])");
        region.open = phrase ? !region.hidden : opened.has(region);
      }
      nothing.hidden = regions.some((region) => !region.hidden);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // would send the form
    });
    regions[0].before(element("div", { className: "places-filter" }, label, input, nothing));
  }

  picture.addEventListener("click", tap);
  map.addEventListener("click", ({ target }) => {
    if (target.dataset.face) go(now.part, target.dataset.face);
    if (target.dataset.tool) TOOLS[target.dataset.tool]();
  });
  for (const [place, box] of boxes) {
    box.addEventListener("change", ticked);
    box.addEventListener("focus", () => { if (box.matches(":focus-visible")) light(place); });
  }
  window.addEventListener("pageshow", ticked); // a browser that comes back fills in the ticks late
  marks.hidden = false;
  marks.querySelector("h2").tabIndex = -1;
  addFilter();
  list();
  show();
})();
