import { inScene } from "./in-scene.ts";
import { printAndRecallCodes } from "./printed-codes.ts";
import { lookAround } from "./tour.ts";
import { scanDeadCodes, scanWrongThings, switchLanguages } from "./words.ts";

const journey = inScene();

journey("three apps in two languages", switchLanguages);

journey("every other page of the console and the shop", lookAround);

journey("codes that lead nowhere any more", scanDeadCodes);

journey("what is no voucher is told apart at the counter", scanWrongThings);

journey("codes made, printed, redeemed, given and recalled", printAndRecallCodes);
