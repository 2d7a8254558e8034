/** What a territory sets for itself: its name, and how its service is called. */
export type Settings = {
  readonly territoryName: string
  readonly serviceName: string
}
