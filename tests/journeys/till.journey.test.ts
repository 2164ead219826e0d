import { inScene } from "./in-scene.ts";
import { sellAndTakeBack } from "./till.ts";

const journey = inScene();

journey("bought at the till with voucher and points, then a partial refund", sellAndTakeBack);
