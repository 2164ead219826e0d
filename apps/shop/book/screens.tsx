import type { ReactNode } from "react";
import "../styles/book.css";
import "../styles/orders.css";
import { InStore } from "../cart/in-store.tsx";
import { loadMore as loadCart } from "../cart/words.ts";
import { BookScreen } from "./book-screen.tsx";
import { BookingScreen } from "./booking-screen.tsx";
import { BookingsScreen } from "./bookings-screen.tsx";
import { loadMore as loadBook } from "./words.ts";

export { DoorScreen } from "./door-screen.tsx";

export async function loadMore(): Promise<void> {
  await Promise.all([loadCart(), loadBook()]);
}

/** A store's services and their free times. */
export function BookPart({ code, lost }: { code: string; lost: ReactNode }) {
  return (
    <InStore code={code} lost={lost}>
      {(store) => <BookScreen key={store.code} store={store} />}
    </InStore>
  );
}

/** The member's bookings, or one of them. */
export function BookingsPart({ bookingId }: { bookingId: string | null }) {
  return bookingId ? <BookingScreen key={bookingId} bookingId={bookingId} /> : <BookingsScreen />;
}
