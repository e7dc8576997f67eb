"""The parts of the window around every page: header, save light, banners, footer, cover sheet."""
