/** What the controls of the map say. */
export const frenchControls: Readonly<Record<string, string>> = {
  'Map.Title': 'Carte qui se déplace',
  'NavigationControl.ZoomIn': 'Agrandir',
  'NavigationControl.ZoomOut': 'Réduire',
  'CooperativeGesturesHandler.WindowsHelpText': 'Ctrl et la molette agrandissent la carte',
  'CooperativeGesturesHandler.MacHelpText': '⌘ et la molette agrandissent la carte',
  'CooperativeGesturesHandler.MobileHelpText': 'Deux doigts déplacent la carte',
}
