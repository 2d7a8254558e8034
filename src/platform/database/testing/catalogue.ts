export function readCatalogue(): void {}
export function catalogueDifference(): void {}
