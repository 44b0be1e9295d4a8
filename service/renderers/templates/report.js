// Filters the cards and dims their marks; the page reads as well without it.
(() => {
  const form = document.querySelector(".filters");
  const cards = [...document.querySelectorAll(".card")];
  const marks = [...document.querySelectorAll("mark[data-ids]")];
  const numbers = [...document.querySelectorAll("a.n")];
  const wanted = (card, grades, code, lead, origin) =>
    grades.includes(card.dataset.severity) &&
    (!code || card.dataset.code === code) &&
    (!lead || card.dataset.lead === lead) &&
    (!origin || card.dataset.origin === origin);
  const apply = () => {
    const said = new FormData(form);
    const shown = new Set();
    for (const card of cards) {
      card.hidden = !wanted(card, said.getAll("severity"), said.get("code"), said.get("lead"), said.get("origin"));
      if (!card.hidden) shown.add(card.dataset.id);
    }
    const open = new Set(cards.filter((card) => !card.hidden).map((card) => "#" + card.id));
    for (const mark of marks) mark.classList.toggle("off", !mark.dataset.ids.split(" ").some((id) => shown.has(id)));
    for (const number of numbers) number.hidden = !open.has(number.getAttribute("href"));
    form.querySelector("output").textContent = shown.size + " / " + cards.length;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-ids]");
    if (!mark || !getSelection().isCollapsed) return;
    const ids = mark.dataset.ids.split(" ");
    const card = cards.findLast((each) => !each.hidden && ids.includes(each.dataset.id));
    if (card) location.hash = card.id;
  });
  apply();
})();
