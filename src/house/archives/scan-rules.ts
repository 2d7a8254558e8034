import type { FileRules } from '#platform/files'

/** Limits of the scans attached to a bordereau. */
export const SCAN_RULES: FileRules = { formats: ['pdf', 'jpeg', 'png'], largestBytes: 10_000_000, most: 3 }
