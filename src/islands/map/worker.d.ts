/** What MapLibre runs beside the page; its package does not describe it. */
declare module 'maplibre-gl/dist/maplibre-gl-worker.mjs'
