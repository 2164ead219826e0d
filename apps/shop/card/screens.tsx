import "../styles/card.css";
import { CardScreen } from "./card-screen.tsx";
import { MallScreen } from "./mall-screen.tsx";
import { PointsScreen } from "./points-screen.tsx";

export { loadMore } from "./words.ts";

export type CardPlace = "card" | "points" | "mall";

/** The member's card, the list of points, or the points mall. */
export function CardPart({ place }: { place: CardPlace }) {
  if (place === "mall") return <MallScreen />;
  return place === "points" ? <PointsScreen /> : <CardScreen />;
}
