import { inScene } from "./in-scene.ts";
import { topUpAndSpend } from "./stored.ts";

const journey = inScene();

journey("topped up, spent in a store, a gift card, and who owes whom in the end", topUpAndSpend);
