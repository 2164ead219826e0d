import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Browser, type BrowserContext, chromium, type Page, type Request,
} from "playwright-core";

/** A phone's name: one that says "Headless" is a bot by our own rule and its touch not counted. */
const phoneAgent =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
  + "Chrome/140.0.0.0 Mobile Safari/537.36";
const deskAgent =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) "
  + "Chrome/140.0.0.0 Safari/537.36";

/** The suggestions of an address bar that nobody sees: two pages of their own for each window. */
const unseen = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"];

/** What Playwright switches off; of two such lists Chromium reads only the last, which is ours. */
const playwrightOff = [
  "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
  "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
  "PreconnectToSearch",
];

const flags = [
  `--disable-features=${[...playwrightOff, ...unseen].join(",")}`,
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A worker's script is not loaded over a certificate that nobody trusts, whatever a page may do.
  "--ignore-certificate-errors",
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
];

export interface JourneyBrowser {
  readonly browser: Browser;
  /** What the camera sees: a folder whose `camera.y4m` is read when a page opens the camera. */
  readonly cameraFile: string;
  close(): Promise<void>;
}

/** Where the installed Chromium is; the runner has looked for it, by hand it is the usual place. */
export function chromiumPath(): string {
  return process.env.BIHUAN_CHROMIUM || "/usr/bin/chromium";
}

/** One Chromium with a profile of its own. Names of other hosts do not resolve in it. */
export async function openBrowser(hosts: readonly string[]): Promise<JourneyBrowser> {
  const folder = await mkdtemp(join(tmpdir(), "bihuan-browser-"));
  const cameraFile = join(folder, "camera.y4m");
  const others = hosts.map((host) => `EXCLUDE ${host}`).join(", ");
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    env: { ...process.env, LANGUAGE: "zh_CN", LANG: "zh_CN.UTF-8" },
    args: [
      ...flags,
      `--use-file-for-fake-video-capture=${cameraFile}`,
      `--host-resolver-rules=MAP * ~NOTFOUND, ${others}`,
    ],
  });
  return {
    browser,
    cameraFile,
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** The address of the server as this person's device sees it. */
  readonly url: string;
  /** Everything that must not happen: errors, blocked content, requests to other hosts. */
  readonly trouble: string[];
  /** Addresses that were asked and have neither answered nor failed; what is held is let go of. */
  readonly waiting: Map<object, string>;
  close(): Promise<void>;
}

export interface PersonOptions {
  readonly url: string;
  readonly device: "phone" | "desk";
  readonly lang?: "zh-CN" | "en-GB";
  readonly insecure?: boolean;
}

export const widths = { phone: 360, desk: 1440 } as const;
export const heights = { phone: 780, desk: 900 } as const;

/** Someone with a browser of their own: no cookies yet, Chinese, in Shanghai. */
export async function openPerson(open: JourneyBrowser, options: PersonOptions): Promise<Person> {
  const { device, url } = options;
  const phone = device === "phone";
  const context = await open.browser.newContext({
    baseURL: url,
    viewport: { width: widths[device], height: heights[device] },
    userAgent: phone ? phoneAgent : deskAgent,
    hasTouch: phone,
    isMobile: phone,
    deviceScaleFactor: 1,
    locale: options.lang ?? "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    ignoreHTTPSErrors: true,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(60_000);
  const trouble: string[] = [];
  watch(context, new URL(url).host, trouble);
  const waiting = new Map<object, string>();
  listen(context, waiting);
  const page = await context.newPage();
  return { context, page, url, trouble, waiting, close: () => context.close() };
}

/** What the page needs to be whole. Whether a beacon has arrived is told to nobody. */
const needed = new Set(["document", "stylesheet", "script", "font", "image", "xhr", "fetch"]);

/** Keeps what is asked and not yet answered; what a page asked that is gone never will be. */
function listen(context: BrowserContext, waiting: Map<object, string>): void {
  context.on("request", (request) => {
    if (needed.has(request.resourceType())) waiting.set(request, request.url());
  });
  context.on("requestfinished", (request) => waiting.delete(request));
  context.on("requestfailed", (request) => waiting.delete(request));
  context.on("page", (page) => {
    const forget = (some: readonly object[]): void => some.forEach((one) => waiting.delete(one));
    let before: readonly object[] = [];
    page.on("request", (request) => {
      if (opens(request, page)) before = [...waiting.keys()].filter((one) => one !== request);
    });
    page.on("domcontentloaded", () => forget(before));
    page.on("close", () => forget([...waiting.keys()]));
  });
}

function opens(request: Request, page: Page): boolean {
  return request.isNavigationRequest() && request.frame() === page.mainFrame();
}

/** Refusals (4xx) are answers, which Chromium also writes to the console; they are no trouble. */
const refusal = /^Failed to load resource: the server responded with a status of 4\d\d/;

const withoutLine = new WeakSet<BrowserContext>();

/** Takes the network from this person's phone, or gives it back. */
export async function setLine(person: Person, on: boolean): Promise<void> {
  if (!on) withoutLine.add(person.context);
  await person.context.setOffline(!on);
}

/** What Chromium writes of each request of a page without a network, also once it is back. */
const lineDown = /net::ERR_(INTERNET_DISCONNECTED|FAILED|NETWORK_CHANGED)/;

function watch(context: BrowserContext, host: string, trouble: string[]): void {
  context.on("request", (request) => {
    const { protocol, host: asked } = new URL(request.url());
    if (protocol === "data:" || protocol === "blob:") return;
    if (asked !== host) trouble.push(`request to another host: ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() < 500) return;
    trouble.push(`answer ${response.status()} of ${response.url()}`);
  });
  context.on("weberror", (error) => {
    trouble.push(`page error: ${error.error().stack ?? error.error().message}`);
  });
  context.on("console", (message) => {
    const text = message.text();
    const violation = /Content.Security.Policy/i.test(text);
    if (message.type() !== "error" && !violation) return;
    if (withoutLine.has(context) && lineDown.test(text)) return;
    if (!refusal.test(text)) trouble.push(`console: ${text} (${message.location().url})`);
  });
}
