import { inScene } from "./in-scene.ts";
import { sellTheThemeBox } from "./theme-box.ts";

const journey = inScene();

journey("a theme box: preview, subscriber, opening, cart, past theme", sellTheThemeBox);
