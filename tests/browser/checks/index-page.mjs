// What the class report's table of students does for those who have JavaScript, and that nothing is lost without it.

const names = (page) => page.$$eval("#matrix tbody:first-of-type tr:not([hidden]) th", (cells) => cells.map((c) => c.textContent));
const keys = (page, column) =>
  page.$$eval(`#matrix tbody:first-of-type tr`, (rows, at) => rows.map((row) => Number(row.cells[at].dataset.key)), column);
const head = (page, words) => page.locator("#matrix thead th", { hasText: new RegExp(`^${words}`) });
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

export async function the_table_sorts_by_every_column({ open, problem }) {
  const page = await open("index.html");
  const issued = await names(page);
  const last = (await page.$$eval("#matrix thead th", (cells) => cells.length)) - 1;
  for (const [words, column, first] of [["C1", 1, "descending"], ["C5", 5, "descending"], ["Score", last, "ascending"]]) {
    for (const direction of [first, first === "ascending" ? "descending" : "ascending"]) {
      await head(page, words).getByRole("button").click();
      const said = await head(page, words).getAttribute("aria-sort");
      if (said !== direction) problem(`${words} says it is sorted ${said}, not ${direction}`);
      const up = direction === "ascending" ? await keys(page, column) : (await keys(page, column)).reverse();
      if (!same(up, sorted(up))) problem(`${words} is not ${direction}: ${up}`);
      if (new Set(up).size < 2) problem(`${words} has one value only: nothing was shown by sorting it`);
    }
    const others = await page.$$eval("#matrix [aria-sort]", (cells) => cells.length);
    if (others !== 1) problem(`${others} columns say that they are sorted`);
  }
  await head(page, "Student").getByRole("button").click();
  if (!same(await names(page), issued)) problem("sorted by name it is not as it came");
  const end = await page.$eval("#matrix tbody:last-of-type", (body) => body.className);
  if (end !== "missing") problem("those who are missing are no longer last");
}

export async function equals_stay_sorted_by_name({ open, problem }) {
  const page = await open("index.html");
  const issued = await names(page);
  await head(page, "Score").getByRole("button").click();
  const rows = await page.$$eval("#matrix tbody:first-of-type tr", (all) =>
    all.map((row) => [row.cells[0].textContent, row.querySelector(".number").dataset.key]));
  for (let i = 1; i < rows.length; i++) {
    const [before, after] = [issued.indexOf(rows[i - 1][0]), issued.indexOf(rows[i][0])];
    if (rows[i - 1][1] === rows[i][1] && before > after) problem(`${rows[i][0]} comes after ${rows[i - 1][0]}`);
  }
}

export async function the_table_filters_by_name_and_by_outcome({ open, problem }) {
  const page = await open("index.html");
  const shown = () => page.$$eval("#matrix tbody tr", (rows) => rows.filter((row) => row.checkVisibility()).length);
  const all = await shown();
  const says = () => page.textContent("#shown");
  if ((await says()) !== `${all} of ${all} shown`) problem(`it says ${await says()}, and ${all} are shown`);

  await page.fill("#find", "ASHWORTH");
  if ((await shown()) !== 1 || (await says()) !== `1 of ${all} shown`) problem(`one name leaves ${await shown()}: ${await says()}`);
  await page.fill("#find", "nobody of that name");
  if ((await shown()) !== 0 || !(await page.isVisible("#nobody"))) problem("nobody is found, and nobody is told");
  await page.fill("#find", "");

  let outcomes = 0;
  for (const button of await page.$$("#controls button")) {
    const [show, count] = [await button.getAttribute("data-show"), Number(await (await button.$("b")).textContent())];
    await button.click();
    const pressed = await page.$$eval("#controls [aria-pressed=true]", (all) => all.map((b) => b.dataset.show));
    if (!same(pressed, [show])) problem(`pressed is ${pressed}, not ${show}`);
    if ((await shown()) !== count) problem(`${show} promises ${count} and shows ${await shown()}`);
    if (count === 0 || (show !== "all" && count === all)) problem(`${show} parts nobody from anybody`);
    outcomes += show === "all" || show === "waits" ? 0 : count;
  }
  const missing = await page.$$eval("#matrix .missing tr", (rows) => rows.length);
  if (outcomes + missing !== all) problem(`the outcomes are of ${outcomes} students and ${missing} missing, not of ${all}`);
}

export async function sorting_keeps_the_filter_and_the_filter_the_order({ open, problem }) {
  const page = await open("index.html");
  await page.click("#controls [data-show=fail]");
  const before = (await names(page)).length;
  await head(page, "Score").getByRole("button").click();
  if ((await names(page)).length !== before) problem("sorting brought back what was filtered out");
  await page.click("#controls [data-show=all]");
  const up = await keys(page, (await page.$$eval("#matrix thead th", (cells) => cells.length)) - 1);
  if (!same(up, sorted(up))) problem("the filter changed the order");
}

export async function every_link_of_the_index_leads_to_a_page_and_back({ open, root, problem }) {
  const page = await open("index.html");
  const links = await page.$$eval("a[href]", (all) => all.map((a) => a.getAttribute("href")));
  const students = [...new Set(links.filter((href) => href.startsWith("students/")))];
  const rows = await page.$$eval("#matrix tbody:first-of-type tr", (all) => all.length);
  if (students.length !== rows) problem(`${rows} students, ${students.length} pages`);
  for (const href of links.filter((l) => l.startsWith("#"))) {
    if (!(await page.$(`[id="${href.slice(1)}"]`))) problem(`${href} leads nowhere`);
  }
  const name = await page.textContent("#matrix tbody tr th a");
  await page.click("#matrix tbody tr th a");
  await page.waitForURL(/students/);
  if ((await page.textContent("h1")) !== name) problem(`${name} leads to the page of ${await page.textContent("h1")}`);
  await page.click("header a[href]");
  await page.waitForURL(`${root}/index.html`);
  await page.click("a[href='slowest.html']");
  await page.waitForURL(`${root}/slowest.html`);
  const measured = await page.$$eval("main a[href^='students/']", (all) => all.length);
  if (measured !== rows) problem(`${rows} students, ${measured} on the page of the slowest`);
  await page.click("header a[href]");
  await page.waitForURL(`${root}/index.html`);
  for (const href of students) {
    const response = await page.goto(`${root}/${href}`).catch((error) => error);
    if (response instanceof Error) problem(`${href}: ${response.message}`);
    const anchors = await page.$$eval("a[href^='#']", (all) => all.map((a) => a.getAttribute("href").slice(1)));
    for (const anchor of anchors) {
      if (!(await page.$(`[id="${anchor}"]`))) problem(`${href}#${anchor} leads nowhere`);
    }
  }
}

export async function without_JavaScript_everything_is_there({ open, problem }) {
  const page = await open("index.html", { javaScriptEnabled: false });
  if (await page.isVisible("#controls")) problem("controls are shown that do nothing");
  if (await page.locator("#matrix thead button").count()) problem("column heads are buttons that do nothing");
  const rows = page.locator("#matrix tbody tr");
  for (let i = 0; i < (await rows.count()); i++) {
    if (!(await rows.nth(i).isVisible())) problem(`row ${i} is not shown`);
  }
  const details = page.locator("details").first();
  await details.locator("summary").click();
  if (!(await details.locator(":scope > :not(summary)").first().isVisible())) problem("a folded part does not open");
  await page.click("#matrix tbody tr th a");
  await page.waitForURL(/students/);
}
