// A name, a file, an exception: whatever a student wrote is text, and no page asks anybody outside for anything.

const pages = ["index.html", "slowest.html", "students/s-hostile.html"];

export async function injected_markup_stays_text({ open, problem }) {
  for (const path of pages) {
    const page = await open(path);
    await page.$$eval("details", (all) => all.forEach((d) => (d.open = true)));
    await page.mouse.move(200, 200);
    const found = await page.evaluate(() => ({
      owned: "owned" in window,
      text: document.body.textContent.includes("<script>"),
      elements: document.querySelectorAll("img, iframe, object, embed, form, base, meta[http-equiv=refresh], body style, body link").length,
      scripts: document.querySelectorAll("script").length,
      handlers: [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length,
      links: [...document.querySelectorAll("a")].filter((a) => !/^(file:|#)/.test(a.href)).length,
    }));
    if (found.owned) problem(`${path}: a script of a student's ran`);
    if (!found.text) problem(`${path}: the hostile text is not even there`);
    if (found.elements) problem(`${path}: ${found.elements} elements that no report has`);
    if (found.scripts !== (path === "index.html" ? 1 : 0)) problem(`${path}: ${found.scripts} scripts`);
    if (found.handlers) problem(`${path}: ${found.handlers} elements with a handler`);
    if (found.links) problem(`${path}: ${found.links} links that lead outside`);
    page.complaints.forEach((words) => problem(`${path}: ${words}`));
  }
}

export async function even_markup_that_got_through_could_do_nothing({ open, problem }) {
  for (const path of pages) {
    const page = await open(path);
    const blocked = await page.evaluate(async () => {
      const told = [];
      document.addEventListener("securitypolicyviolation", (e) => told.push(e.effectiveDirective));
      document.body.insertAdjacentHTML("beforeend", '<img src="x.png" onerror="window.owned=1"><svg onload="window.owned=1"></svg>');
      const script = document.createElement("script");
      script.textContent = "window.owned=1";
      document.body.append(script);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return { owned: "owned" in window, told };
    });
    if (blocked.owned) problem(`${path}: injected script ran`);
    if (!blocked.told.includes("script-src-elem")) problem(`${path}: no policy stopped the script, only ${blocked.told}`);
    await page.context().close();
  }
}

export async function nothing_is_asked_of_anybody_outside({ open, problem }) {
  for (const path of [...pages, "students/s-mixed.html"]) {
    const page = await open(path);
    const outside = page.asked.filter((url) => !url.startsWith("data:")).slice(1);
    if (outside.length) problem(`${path} asked for ${outside}`);
    page.complaints.forEach((words) => problem(`${path}: ${words}`));
    await page.context().close();
  }
}

export async function a_name_keeps_its_direction_to_itself({ open, problem }) {
  const page = await open("index.html");
  const bare = await page.$$eval("#matrix tbody th", (cells) => cells.filter((c) => !c.querySelector("bdi")).length);
  if (bare) problem(`${bare} names are not isolated`);
}
