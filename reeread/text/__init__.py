"""From bytes to what can be read and shown: decoding, blocks, sentences, anchors, layout, safe display."""
