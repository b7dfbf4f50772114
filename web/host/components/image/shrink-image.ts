/** What becomes of an image: its kind, and the most pixels it has; the server keeps less or the same. */
type Shape = { type: 'image/jpeg' | 'image/png'; width: number; height: number };

/** A file as an image of that shape in base64: whatever the browser can draw. Rejects for anything else. */
export const shrinkImage = async (file: Blob, { type, width, height }: Shape): Promise<string> => {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, width / bitmap.width, height / bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws nothing');
  if (type === 'image/jpeg') {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.toDataURL(type, 0.9).replace(/^data:image\/[a-z]+;base64,/, '');
};
