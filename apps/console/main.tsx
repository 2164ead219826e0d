import { applyAccent } from "#packages/ui/accent.ts";
import { chooseLang } from "#packages/ui/i18n.ts";
import { openApp } from "#packages/ui/open-app.tsx";
import "#packages/ui/tokens.css";
import "#packages/ui/ticket.css";
import "./styles/frame.css";
import "./styles/list.css";
import "./styles/report.css";
import "./styles/account.css";
import "./styles/work.css";
import "./styles/offer.css";
import "./styles/price.css";
import "./styles/release.css";
import "./styles/catalogue.css";
import "./styles/loyal.css";
import "./styles/orders.css";
import "./styles/stored.css";
import "./styles/bookings.css";
import "./styles/care.css";
import "./styles/reviews.css";
import { ConsoleApp } from "./app.tsx";
import { nonce, pageData } from "./page-data.ts";
import { giveStylesNonce } from "./style-nonce.ts";
import { startText } from "./text.ts";

const place = document.getElementById("root");
if (place) {
  giveStylesNonce(nonce);
  applyAccent(null);
  openApp(place, startText(chooseLang(pageData.lang)), <ConsoleApp />);
}
