"""The dashboard: pages over the store, shown by Streamlit, with plain addresses beside them."""
