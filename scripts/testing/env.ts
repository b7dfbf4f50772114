const measure = (name: string, ordinary: number): number => Number(process.env[name] ?? ordinary);

/**
 * How much the tests of some guarantees do. The full measures, a hundred thousand requests of strangers, a thousand bookings of
 * a member who goes, a hundred thousand bookings in a file, a
 * thousand payments in random orders and ten thousand previews of refunds, take too long for every run.
 */
export const measures = {
  isolationTries: measure('ISOLATION_TRIES', 3_000),
  departingBookings: measure('DEPARTING_BOOKINGS', 200),
  exportedBookings: measure('EXPORTED_BOOKINGS', 5_000),
  paymentOrders: measure('PAYMENT_ORDERS', 40),
  refundPreviews: measure('PREVIEWS', 300),
};
