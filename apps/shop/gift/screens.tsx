import "../styles/gift.css";

export { CodeScreen } from "./code-screen.tsx";
export { GiftPart } from "./gift-part.tsx";
export { GiftScreen } from "./gift-screen.tsx";
export { loadMore } from "./words.ts";
