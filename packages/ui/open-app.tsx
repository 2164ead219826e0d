import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { kitText } from "./i18n.ts";
import "./open-app.css";

/** In place of an app of which a part broke; most often a file of it did not arrive. */
function Broken() {
  const { t } = kitText();
  return (
    <main className="b-broken">
      <h1>{t("kit.broken")}</h1>
      <p>{t("kit.brokenNext")}</p>
      <button type="button" onClick={() => location.reload()}>{t("kit.reopen")}</button>
    </main>
  );
}

// In both languages, since it is the words that are missing.
const withoutWords = "页面没有打开，请刷新。 This page did not open. Please reload it.";

/**
 * Draws an app once its words are there. Whatever breaks then, its user never looks at an empty
 * page: it says so and can be opened again.
 */
export function openApp(place: HTMLElement, words: Promise<void>, app: ReactNode): void {
  const root = createRoot(place, {
    onUncaughtError(error) {
      reportError(error);
      // React clears the place first.
      setTimeout(() => root.render(<Broken />));
    },
  });
  words.then(() => root.render(app), (error: unknown) => {
    reportError(error);
    place.textContent = withoutWords;
  });
}
