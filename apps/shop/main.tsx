import { applyAccent } from "#packages/ui/accent.ts";
import { chooseLang } from "#packages/ui/i18n.ts";
import { openApp } from "#packages/ui/open-app.tsx";
import "#packages/ui/tokens.css";
import "#packages/ui/kit.css";
import "#packages/ui/kit-forms.css";
import "#packages/ui/ticket.css";
import "./styles/frame.css";
import "./styles/scene.css";
import "./styles/store.css";
import "./styles/claim.css";
import "./styles/wallet.css";
import { App } from "./app.tsx";
import type { PageData } from "./api.ts";
import { startText } from "./text.ts";

const place = document.getElementById("root");
const data = document.getElementById("page-data")?.textContent;

if (place && data) start(place, JSON.parse(data) as PageData);

function start(root: HTMLElement, page: PageData): void {
  applyAccent(page.brand.accentColor);
  openApp(root, startText(chooseLang(page.lang)), <App page={page} />);
  keepShell(page.brand.key);
}

/** The wallet's shell is kept for a time without network; over plain http phones have no worker. */
function keepShell(brandKey: string): void {
  if (!isSecureContext || !("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  addEventListener("load", register);
  if (document.readyState === "complete") register();

  function register(): void {
    navigator.serviceWorker
      .register("/assets/shop/sw.js", { scope: `/${brandKey}/` })
      .catch(() => undefined); // without it the shop works as long as there is a network
  }
}
