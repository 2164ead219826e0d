import { lookAtCalendars } from "./booking-desk.ts";
import { bookAndBeServed } from "./bookings.ts";
import { inScene } from "./in-scene.ts";

/* Bookings change what the other journeys count: an installation of their own. */
const journey = inScene();

journey("book with a deposit, check in by the door's code, be served, rate", bookAndBeServed);

journey("calendars, what can be booked, and a day that is closed", lookAtCalendars);
