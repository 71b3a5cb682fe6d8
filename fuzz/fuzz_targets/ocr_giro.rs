//! OCR giro and AvtaleGiro.

#![no_main]

fuzz::reader!(OcrGiro);
