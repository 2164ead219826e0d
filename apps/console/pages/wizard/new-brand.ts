/** Everything the wizard asks; amounts in major units as people type them. */
export interface NewBrand {
  readonly email: string;
  readonly password: string;
  readonly person: string;
  readonly name: string;
  readonly nameEn: string;
  readonly key: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly colour: string;
  readonly logo: File | null;
  readonly storeName: string;
  readonly storeCode: string;
  readonly city: string;
  readonly address: string;
  readonly phone: string;
  readonly opens: string;
  readonly closes: string;
  readonly offerTitle: string;
  readonly offerAmount: number | null;
  readonly offerThreshold: number | null;
  readonly offerDays: number | null;
}

/** Warm colours, each with white or ink text at a contrast of 4.5 or more. */
export const swatches = [
  "#a8552f", "#8f3a3a", "#b0413e", "#7a4a24", "#5b6b2f", "#2f6b4f", "#3d5a6c", "#6b3f63",
] as const;

export const firstPlan: NewBrand = {
  email: "",
  password: "",
  person: "",
  name: "",
  nameEn: "",
  key: "",
  timeZone: "Asia/Shanghai",
  currency: "CNY",
  colour: swatches[0],
  logo: null,
  storeName: "",
  storeCode: "001",
  city: "",
  address: "",
  phone: "",
  opens: "10:00",
  closes: "22:00",
  offerTitle: "",
  offerAmount: 5,
  offerThreshold: null,
  offerDays: 30,
};

/** Minutes since midnight; a closing time before the opening is on the next day. */
export function minutesOf(opens: string, closes: string): { opensMin: number; closesMin: number } {
  const minutes = (clock: string) => {
    const [hours = 0, rest = 0] = clock.split(":").map(Number);
    return hours * 60 + rest;
  };
  const opensMin = minutes(opens);
  const closesMin = minutes(closes);
  return { opensMin, closesMin: closesMin > opensMin ? closesMin : closesMin + 1440 };
}

/** A key from a name in Latin letters; a Chinese name gives none, and the person types one. */
export function keyFrom(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 24);
}
