import type { NewCategory } from "@/lib/store/catalog";

/**
 * The demo catalog. First tiers are the published API's samples (ISP 2.50 per IP, residential 2.00 per GB); the other
 * figures are ours.
 */
export const DEMO_CATEGORIES: readonly NewCategory[] = [
  {
    category: "isp",
    label: "ISP",
    unit: "IP",
    kind: "static",
    live: true,
    tiers: [
      [1, "2.50"],
      [10, "2.30"],
      [25, "2.125"],
      [50, "1.95"],
      [100, "1.80"],
      [250, "1.65"],
    ],
  },
  {
    category: "datacenter",
    label: "Datacenter",
    unit: "IP",
    kind: "static",
    live: true,
    tiers: [
      [1, "1.20"],
      [10, "1.10"],
      [25, "0.995"],
      [50, "0.90"],
      [100, "0.80"],
      [250, "0.72"],
    ],
  },
  {
    category: "residential",
    label: "Residential",
    unit: "GB",
    kind: "rotating",
    live: true,
    tiers: [
      [1, "2.00"],
      [10, "1.85"],
      [50, "1.60"],
      [100, "1.40"],
    ],
  },
  {
    category: "mobile",
    label: "Mobile",
    unit: "GB",
    kind: "rotating",
    live: true,
    tiers: [
      [1, "3.40"],
      [10, "3.10"],
      [50, "2.80"],
    ],
  },
];
