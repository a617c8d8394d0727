// A quiz: each question gets a button that checks the choice and opens the answer. The first choices
// count; they are kept in this browser only, under the address of the site. Without this script,
// readers open the answers themselves.
"use strict";
{
  const forms = [...document.querySelectorAll("form.mt-questions")];
  const root = forms[0]?.dataset.mtRoot ?? "./";
  const place = "modelterms-quiz " + new URL(root, location).pathname;

  // Browsers can refuse their storage; the quiz works all the same, for this page.
  let answers = {};
  try {
    const kept = JSON.parse(localStorage.getItem(place));
    if (kept?.constructor === Object) answers = kept;
  } catch {}

  function keep() {
    try {
      if (Object.keys(answers).length) localStorage.setItem(place, JSON.stringify(answers));
      else localStorage.removeItem(place);
    } catch {}
  }

  function make(tag, text, kind) {
    const element = document.createElement(tag);
    element.textContent = text;
    if (tag === "button") element.type = "button";
    if (kind) element.className = kind;
    return element;
  }

  // The same question can be in several quizzes of a page.
  const parts = forms.flatMap(quiz);
  const show = () => parts.forEach((part) => part());
  show();

  // Returns functions that show the state of the questions and the score.
  function quiz(form) {
    const words = form.dataset;
    const fields = [...form.querySelectorAll("fieldset")];
    const score = make("p", "", "mt-score");
    const count = make("output", "");
    const clear = make("button", words.mtClear);
    clear.addEventListener("click", () => {
      answers = {};
      keep();
      show();
      form.querySelector("input").focus();
    });
    score.append(count, " ", clear);
    form.append(score);
    form.addEventListener("submit", (event) => event.preventDefault());
    const sum = () => {
      const given = fields.filter((field) => field.dataset.mtKey in answers);
      const right = given.filter((f) => answers[f.dataset.mtKey] === f.dataset.mtSolution);
      score.hidden = !given.length;
      count.textContent = words.mtScore
        .replace("{right}", right.length)
        .replace("{count}", given.length);
    };
    return [...fields.map((field) => question(field, words)), sum];
  }

  function question(field, words) {
    const { mtKey: key, mtSolution: solution } = field.dataset;
    const answer = field.querySelector(".mt-solution");
    const buttons = [...field.querySelectorAll("input")];
    const check = make("button", words.mtCheck);
    const status = make("output", "");
    const line = make("p", "");
    let wasDone = true;
    line.append(check, " ", status);
    answer.before(line);

    check.addEventListener("click", () => {
      const chosen = buttons.find((button) => button.checked);
      if (!chosen) {
        status.textContent = words.mtChoose;
        return;
      }
      answers[key] = chosen.value;
      keep();
      show();
      answer.firstElementChild.focus(); // the button is gone
    });

    // What was chosen, in words and signs, not by colour only.
    return () => {
      const chosen = answers[key];
      const done = chosen !== undefined;
      if (!done && !wasDone) return;
      wasDone = done;
      for (const mark of field.querySelectorAll(".mt-mark")) mark.remove();
      for (const button of buttons) {
        const hit = done && button.value === solution;
        const miss = done && button.value === chosen && !hit;
        button.parentElement.classList.toggle("mt-hit", hit);
        button.parentElement.classList.toggle("mt-miss", miss);
        if (hit || miss) button.after(make("span", hit ? "\u2713" : "\u2717", "mt-mark"));
        button.checked = done && button.value === chosen;
        button.disabled = done;
      }
      answer.hidden = !done;
      answer.open = done;
      check.hidden = done;
      status.textContent = !done ? "" : chosen === solution ? words.mtRight : words.mtWrong;
    };
  }
}
