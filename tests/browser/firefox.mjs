// Drives Firefox: node firefox.mjs NODE_MODULES FIREFOX ADDRESS. Prints the ids of the hover cards
// that are open after each step, as JSON.
import { createRequire } from "node:module";

const [modules, executablePath, address] = process.argv.slice(2);
const puppeteer = createRequire(modules + "/")("puppeteer-core");
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const page = await browser.newPage();
const opened = () =>
  page.evaluate(() => [...document.querySelectorAll(".mt-tip:popover-open")].map((tip) => tip.id));
const steps = {};
await page.goto(address);
await page.hover("a.mt-ref");
await page.waitForSelector(".mt-tip:popover-open");
steps.hovered = await opened();
await page.hover(".mt-tip:popover-open");
await new Promise((done) => setTimeout(done, 900));
steps.on_card = await opened();
await page.keyboard.press("Escape");
steps.escaped = await opened();
await browser.close();
console.log(JSON.stringify(steps));
