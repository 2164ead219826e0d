import "../styles/stored.css";

export { StoredScreen } from "./stored-screen.tsx";
export { loadMore } from "./words.ts";
