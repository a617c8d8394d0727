// Drives Firefox: node firefox.mjs NODE_MODULES FIREFOX. Reads a command a line as JSON, and answers
// each with a line. It ends when its input does.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [modules, executablePath] = process.argv.slice(2);
const puppeteer = createRequire(modules + "/")("puppeteer-core");
const patience = { timeout: 120_000, protocolTimeout: 120_000 }; // ms, on a busy machine
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, ...patience });
const page = await browser.newPage();
page.setDefaultTimeout(120_000);

const commands = {
  async open(address, width, height) {
    await page.setViewport({ width, height });
    await page.goto(address);
  },
  run: (script, args) =>
    page.evaluate((script, args) => new Function(script)(...args), script, args),
  point: (selector) => page.hover(selector),
  press: (key) => page.keyboard.press(key),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...args] = JSON.parse(line);
  const answer = {};
  try {
    answer.value = (await commands[command](...args)) ?? null;
  } catch (error) {
    answer.error = String(error);
  }
  console.log(JSON.stringify(answer));
}
await browser.close();
