import { inScene } from "./in-scene.ts";
import { earnAndExchange } from "./loyal.ts";

const journey = inScene();

journey("points earned by paying, the card, and an exchange in the points mall", earnAndExchange);
