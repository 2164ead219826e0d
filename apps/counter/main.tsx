import { chooseLang } from "#packages/ui/i18n.ts";
import { openApp } from "#packages/ui/open-app.tsx";
import "#packages/ui/tokens.css";
import "#packages/ui/kit.css";
import "#packages/ui/kit-forms.css";
import "./styles/frame.css";
import "./styles/scan.css";
import "./styles/desk.css";
import "./styles/result.css";
import "./styles/lists.css";
import "./styles/sell.css";
import "./styles/bookings.css";
import "./styles/serve.css";
import { readPage } from "./api.ts";
import { App } from "./app.tsx";
import { waitForInstaller } from "./install.ts";
import { openSound } from "./signal.ts";
import { startText } from "./text.ts";
import { takeToken } from "./token.ts";
import { keepShell } from "./shell.ts";

const place = document.getElementById("root");
if (place) start(place);

function start(root: HTMLElement): void {
  takeToken();
  addEventListener("hashchange", takeToken);
  openSound();
  waitForInstaller();
  openApp(root, startText(chooseLang(readPage()?.lang)), <App />);
  keepShell();
}
