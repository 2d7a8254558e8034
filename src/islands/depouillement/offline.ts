/** Keeps this page for a day without network, and says so once it is true. */
export async function keepOffline(url: string, place: HTMLElement): Promise<void> {
  // Absent on plain http, and where the person refused it.
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register(url, { scope: '/outils/' })
    await navigator.serviceWorker.ready
    place.textContent = 'Cette page est gardée sur votre appareil : elle marche aussi sans connexion.'
  } catch (error) {
    console.warn(error)
  }
}
