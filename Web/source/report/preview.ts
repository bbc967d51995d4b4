// SPDX-License-Identifier: Apache-2.0

/**
 * Shows a photo that was just taken. Drawn rather than shown by address, so that the content security
 * policy needs no exception; what the browser cannot draw is left for the server to judge.
 */
export async function preview(file: File, canvas: HTMLCanvasElement) {
  const picture = await createImageBitmap(file).catch(() => null);
  canvas.hidden = picture === null;
  if (!picture) return;
  const scale = Math.min(1, 640 / picture.width);
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
}
