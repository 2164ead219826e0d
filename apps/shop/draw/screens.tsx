import "../styles/draw.css";

export { DrawScreen } from "./draw-screen.tsx";
export { PrizePart } from "./prize-part.tsx";
export { loadMore } from "./words.ts";
