const prefix = "bihuan.deposit.";

/** Who pays a deposit comes back to its order; the booking is what they want to see. */
export function rememberDeposit(orderId: string, bookingId: string): void {
  try {
    sessionStorage.setItem(prefix + orderId, bookingId);
  } catch {
    // the order's page is shown then
  }
}

/** The booking whose deposit this order paid, once. */
export function takeDeposit(orderId: string): string | null {
  try {
    const bookingId = sessionStorage.getItem(prefix + orderId);
    if (bookingId) sessionStorage.removeItem(prefix + orderId);
    return bookingId;
  } catch {
    return null;
  }
}
